package dev.halftone.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Steps of pipelines, as clients write them. */
public final class Steps {

    private static final TypeReference<Map<String, Object>> STEP = new TypeReference<>() {};

    /** The SHA-256 of an image that others use, and the key of what is stored of it. */
    public static final String MARK = "5e".repeat(32);

    public static final String MARK_OBJECT = "renditions/5e/" + MARK + "/0123456789abcdef.png";

    /** One of each operation, with some of what it takes. */
    public static final List<String> ONE_OF_EACH = List.of(
            "{'operation':'resize','width':80,'height':70,'fit':'contain','enlarge':true,'background':'#00ff0080'}",
            "{'operation':'thumbnail','size':128,'crop':'attention'}",
            "{'operation':'crop','width':10,'height':20,'left':3,'top':4}",
            "{'operation':'rotate','angle':12.5,'background':'#000000'}",
            "{'operation':'flip','direction':'vertical'}",
            "{'operation':'watermark','image':'" + MARK + "','scale':0.5,'tile':true}",
            "{'operation':'grayscale','method':'mean'}",
            "{'operation':'blur','sigma':3}",
            "{'operation':'sharpen','amount':0.5}",
            "{'operation':'BLUR'}",
            "{'operation':'CONTOUR'}",
            "{'operation':'DETAIL'}",
            "{'operation':'EDGE_ENHANCE'}",
            "{'operation':'EDGE_ENHANCE_MORE'}",
            "{'operation':'EMBOSS'}",
            "{'operation':'FIND_EDGES'}",
            "{'operation':'SHARPEN'}",
            "{'operation':'SMOOTH'}",
            "{'operation':'SMOOTH_MORE'}",
            "{'operation':'Kernel','size':[3,3],'kernel':[1,2,1,2,4,2,1,2,1],'scale':null,'offset':0.5}",
            "{'operation':'RankFilter','size':3,'rank':8}",
            "{'operation':'MedianFilter','size':5}",
            "{'operation':'MinFilter'}",
            "{'operation':'MaxFilter','size':1}",
            "{'operation':'ModeFilter','size':31}",
            "{'operation':'GaussianBlur','radius':[1,2.5]}",
            "{'operation':'BoxBlur','radius':3}",
            "{'operation':'UnsharpMask','radius':2,'percent':150,'threshold':3}",
            "{'operation':'Color3DLUT','size':2,'table':[0,0,0,1,0,0,0,1,0,1,1,0,0,0,1,1,0,1,0,1,1,1,1,1],'target_mode':null}",
            "{'operation':'convert','format':'webp'}",
            "{'operation':'compress','ratio':0.25}");

    private Steps() {}

    /** @param json with single quotes */
    public static Map<String, Object> step(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), STEP);
    }

    public static Pipeline pipeline(String... steps) {
        return Pipeline.read(Arrays.stream(steps).map(Steps::step).toList());
    }

    /** As a job has them, once it is accepted. */
    public static Pipeline accepted(String... steps) {
        return pipeline(steps).accepted(Map.of(MARK, MARK_OBJECT));
    }
}
